"""Runs every comparison with CPython: python3.13 run.py"""

import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
tests = sorted(here.glob("test_*.py"))
# Local times are compared too, and the machine's zone is UTC.
failed = [test.name for test in tests if subprocess.run([sys.executable, str(test)], cwd=here, env={"TZ": "UTC", "PATH": ""}).returncode]
print(f"{len(tests)} files, {len(failed)} with differences: {' '.join(failed)}" if failed else f"{len(tests)} files, no differences")
sys.exit(1 if failed else 0)
