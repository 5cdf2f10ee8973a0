"""Text: f-strings, `+=`, join, split, replace, a count of words."""


def lines(count):
    result = []
    for n in range(count):
        result.append(f"line {n}: {n * 7 % 13:>3} of {n / 8:.2f}")
    return result


text = "\n".join(lines(30_000))
words = {}
for line in text.split("\n"):
    for word in line.split():
        words[word] = words.get(word, 0) + 1
letters = ""
for n in range(30_000):
    letters += chr(97 + n % 26)
upper = 0
for letter in text:
    if letter.isdigit():
        upper += 1
print(len(text), len(words), letters.count("abc"), upper, text.replace("line", "row").upper()[:20])
