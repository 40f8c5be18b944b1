package dev.tare.target.kubernetes.observer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest things that happened, numbered from 1, for somebody who asks again and again for what
 * came since. A lost connection loses nothing, as long as the asker comes back in time.
 */
final class Feed<T> {
  private final int capacity;
  private final Deque<T> items = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long last;

  Feed(int capacity) {
    this.capacity = capacity;
  }

  void add(T item) {
    lock.lock();
    try {
      if (items.size() == capacity) {
        items.removeFirst();
      }
      items.addLast(item);
      last++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What came after that number; waits for the first if there is none yet. */
  Wire.Page<T> after(String instance, long number, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (last <= number && left > 0) {
        left = grown.awaitNanos(left);
      }
      long oldest = last - items.size() + 1;
      long lost = Math.max(0, oldest - number - 1);
      List<T> page = new ArrayList<>(items);
      int known = Math.toIntExact(Math.clamp(number - oldest + 1, 0, page.size()));
      return new Wire.Page<>(instance, last, lost, page.subList(known, page.size()));
    } finally {
      lock.unlock();
    }
  }
}
