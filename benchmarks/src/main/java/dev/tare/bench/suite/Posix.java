package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The calls that several benchmarks make. One that fails throws, with its errno in the message. */
final class Posix {
  // The same on amd64, aarch64 and riscv64.
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;

  private static final FunctionDescriptor INT_TO_INT = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
  private static final FunctionDescriptor OPEN =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final FunctionDescriptor TRANSFER =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final FunctionDescriptor MMAP =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final FunctionDescriptor MUNMAP =
      FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG);

  private static final MethodHandle OPEN_CALL =
      Libc.function("open", OPEN, Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE_CALL = Libc.function("close", INT_TO_INT);
  private static final MethodHandle READ_CALL = Libc.function("read", TRANSFER);
  private static final MethodHandle WRITE_CALL = Libc.function("write", TRANSFER);
  private static final MethodHandle MMAP_CALL = Libc.function("mmap", MMAP);
  private static final MethodHandle MUNMAP_CALL = Libc.function("munmap", MUNMAP);

  private static final int READ_AND_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private Posix() {}

  /** A file's number. */
  static int open(MemorySegment path, int flags, int mode) throws Throwable {
    int file = (int) OPEN_CALL.invokeExact(path, flags, mode);
    if (file < 0) {
      throw Libc.failure("open", OPEN, path, flags, mode);
    }
    return file;
  }

  static void close(int file) throws Throwable {
    if ((int) CLOSE_CALL.invokeExact(file) < 0) {
      throw Libc.failure("close", INT_TO_INT, file);
    }
  }

  /** How many bytes were read; 0 at the end. */
  static long read(int file, MemorySegment to, long bytes) throws Throwable {
    long count = (long) READ_CALL.invokeExact(file, to, bytes);
    if (count < 0) {
      throw Libc.failure("read", TRANSFER, file, to, bytes);
    }
    return count;
  }

  /** How many bytes were written. */
  static long write(int file, MemorySegment from, long bytes) throws Throwable {
    long count = (long) WRITE_CALL.invokeExact(file, from, bytes);
    if (count < 0) {
      throw Libc.failure("write", TRANSFER, file, from, bytes);
    }
    return count;
  }

  /** The address of anonymous memory that nobody has touched. */
  static long map(long bytes) throws Throwable {
    long address =
        (long) MMAP_CALL.invokeExact(0L, bytes, READ_AND_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    if (address == -1) {
      throw Libc.failure("mmap", MMAP, 0L, bytes, READ_AND_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    }
    return address;
  }

  static void unmap(long address, long bytes) throws Throwable {
    if ((int) MUNMAP_CALL.invokeExact(address, bytes) < 0) {
      throw Libc.failure("munmap", MUNMAP, address, bytes);
    }
  }
}
