package dev.tare.bench.suite;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** Functions of the C library, called through Java's foreign-function interface. */
@SuppressWarnings("restricted")
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();

  /** Where a call that keeps {@code errno} leaves it. */
  static final StructLayout STATE = Linker.Option.captureStateLayout();

  private static final long ERRNO_OFFSET =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private Libc() {}

  /**
   * A handle that does not keep {@code errno}, because keeping it is paid on every call.
   *
   * @param options {@code firstVariadicArg} where the function is variadic; {@code
   *     captureCallState} where a failure has to be told from others at once
   */
  static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(address(name), type, options);
  }

  /**
   * What to throw after a call returned a negative value: the call is repeated with {@code errno}
   * kept.
   *
   * @param arguments of the call that failed
   */
  static IllegalStateException failure(String name, FunctionDescriptor type, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MethodHandle again =
          LINKER.downcallHandle(address(name), type, Linker.Option.captureCallState("errno"));
      Object[] all = new Object[arguments.length + 1];
      all[0] = state;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      long result = ((Number) again.invokeWithArguments(all)).longValue();
      String call = name + Arrays.toString(arguments);
      if (result >= 0) {
        return new IllegalStateException(call + " failed once, and succeeded when repeated");
      }
      return new IllegalStateException(call + ": " + describe(errno(state)));
    } catch (Throwable e) {
      return new IllegalStateException(name + " failed, and so did asking why", e);
    }
  }

  /** What a call that keeps {@code errno} left there. */
  static int errno(MemorySegment state) {
    return state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
  }

  /** {@code errno 2 (No such file or directory)}. */
  static String describe(int errno) throws Throwable {
    MethodHandle strerror =
        function("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    MemorySegment text = (MemorySegment) strerror.invokeExact(errno);
    return "errno " + errno + " (" + text.reinterpret(Long.MAX_VALUE).getString(0) + ")";
  }

  private static MemorySegment address(String name) {
    return LINKER
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
  }
}
