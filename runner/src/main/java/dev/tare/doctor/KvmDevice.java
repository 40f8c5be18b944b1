package dev.tare.doctor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Asks {@code /dev/kvm} itself; a file of that name is no proof. */
final class KvmDevice {
  private static final int O_RDWR_CLOEXEC = 2 | 0x80000;

  /** {@code _IO(0xAE, 0x00)} in linux/kvm.h; the answer has been 12 since Linux 2.6.22. */
  private static final long KVM_GET_API_VERSION = 0xAE00;

  private KvmDevice() {}

  /** The version of its interface; empty when it cannot be opened or is no KVM. */
  @SuppressWarnings("restricted") // no Java API makes an ioctl
  static OptionalInt apiVersion(Path device) {
    Linker linker = Linker.nativeLinker();
    // open(2) and ioctl(2) take their last argument after an ellipsis.
    MethodHandle open =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    MethodHandle ioctl =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(2));
    MethodHandle close =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) open.invokeExact(arena.allocateFrom(device.toString()), O_RDWR_CLOEXEC);
      if (file < 0) {
        return OptionalInt.empty();
      }
      int version = (int) ioctl.invokeExact(file, KVM_GET_API_VERSION, 0L);
      int closed = (int) close.invokeExact(file);
      return version < 0 || closed < 0 ? OptionalInt.empty() : OptionalInt.of(version);
    } catch (Throwable e) {
      throw new IllegalStateException("open, ioctl and close do not throw", e);
    }
  }
}
