word = 'Python'
print('J' + word[1:], word[:2] + word[2:], 3 * 'un' + 'ium')
parts = []
for i, letter in enumerate(word):
    parts.append(letter * (i + 1))
print('-'.join(parts))

def is_palindrome(text):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]

for phrase in ('A man, a plan, a canal: Panama', 'hello', '', 'No lemon, no melon'):
    print(repr(phrase), is_palindrome(phrase))

def caesar(text, shift):
    result = ''
    for c in text:
        if c.isupper():
            result += chr((ord(c) - 65 + shift) % 26 + 65)
        elif c.islower():
            result += chr((ord(c) - 97 + shift) % 26 + 97)
        else:
            result += c
    return result

secret = caesar('Hello, World!', 3)
print(secret, caesar(secret, -3))
counts = {}
for c in 'mississippi':
    counts[c] = counts.get(c, 0) + 1
print(counts, sorted(counts, key=lambda c: (-counts[c], c)))
print(''.join(f'{c}{n}' for c, n in counts.items()))
def encode(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(s[i] + str(j - i))
        i = j
    return ''.join(out)
print(encode('aaabbc'), ' '.join(w.capitalize() for w in 'the end'.split()))
print('line one\n\tline two\\end', len('a\nb'), 'a' < 'b', 'a' 'b')
