"""A kernel that lacks something, as a program sees it: a seccomp filter that refuses a call with an error."""

import ctypes
import errno
import platform
import struct

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06  # BPF: word at offset, jump if equal, return
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
CALLS = {"landlock_create_ruleset": 444, "seccomp": {"x86_64": 317, "aarch64": 277}.get(platform.machine())}

libc = ctypes.CDLL(None, use_errno=True)


def has_seccomp():
    action = ctypes.c_uint32(0x80000000)  # SECCOMP_RET_KILL_PROCESS
    return libc.syscall(CALLS["seccomp"], 2, 0, ctypes.byref(action)) == 0  # 2: SECCOMP_GET_ACTION_AVAIL


def has_landlock():
    return libc.syscall(CALLS["landlock_create_ruleset"], None, 0, 1) > 0


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]


def without(*calls):
    """For preexec_fn of subprocess: the program and its children get ENOSYS from these calls."""
    steps = [(LOAD, 0, 0, 0)]
    for i, call in enumerate(calls):
        steps.append((EQUAL, len(calls) - i, 0, CALLS[call]))
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE | errno.ENOSYS)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)

    def install():
        buffer = ctypes.create_string_buffer(code, len(code))
        program = Program(len(steps), ctypes.addressof(buffer))
        if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
            PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program)
        ):
            raise OSError(ctypes.get_errno(), "seccomp")

    return install
