"""What a child that does not share its parent's memory needs to be told."""

import sys

import _process
from multiprocessing import context, process


def freeze_support():
    """For frozen Windows programs; does nothing here."""


def set_executable(executable):
    """Which interpreter to spawn; there is only one."""


def get_executable():
    """The interpreter that is spawned."""
    return sys.executable


def _check_not_importing_main():
    """Refuse to start processes from the main module's import in a new child."""
    main = sys.modules.get('__mp_main__')
    importing = main is not None and getattr(main, '__name__', None) == '__mp_main__'
    if importing and isinstance(process.current_process(), process._MainProcess):
        raise RuntimeError('''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        ''')


def get_preparation_data(name):
    """What the machine tells a new child before the process object arrives."""
    return {
        'name': name,
        'sys_argv': list(sys.argv),
        'start_method': context._default_context.get_start_method(),
    }


def _main(prep, data):
    """The life of a new child, in the child: what it was told, the main module, the process."""
    process.current_process().name = prep['name']
    sys.argv = prep['sys_argv']
    context._force_start_method(prep['start_method'])
    _process.run_main_as('__mp_main__')
    return _process.loads(data)._bootstrap()
