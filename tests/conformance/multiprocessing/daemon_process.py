import multiprocessing
import time

def background():
    print('daemon starts')
    time.sleep(5)
    print('daemon never gets here')

def nested():
    try:
        multiprocessing.Process(target=background).start()
    except AssertionError as e:
        print(e)

if __name__ == '__main__':
    d = multiprocessing.Process(target=nested, daemon=True)
    d.start()
    d.join()
    p = multiprocessing.Process(target=background, daemon=True)
    p.start()
    time.sleep(0.5)
    print('alive:', p.is_alive(), p.daemon)
    print('main ends, daemon is terminated')
