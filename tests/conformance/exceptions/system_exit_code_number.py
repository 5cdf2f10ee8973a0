import sys

def main():
    print('about to exit with 7')
    try:
        sys.exit(7)
    except SystemExit as e:
        print('code', e.code)
        raise
    finally:
        print('finally runs')

main()
print('unreachable')
