package dev.tare.target.kubernetes;

import java.util.Optional;

/** A block of IPv4 addresses, as {@code 10.0.0.0/8}. */
record Subnet(int address, int bits) {

  static Optional<Subnet> parse(String text) {
    String[] parts = text.split("/", 2);
    if (parts.length != 2 || !parts[1].matches("[0-9]|[12][0-9]|3[0-2]")) {
      return Optional.empty();
    }
    return number(parts[0]).map(address -> new Subnet(address, Integer.parseInt(parts[1])));
  }

  boolean contains(String host) {
    int mask = bits == 0 ? 0 : -1 << (32 - bits);
    return number(host).map(other -> (other & mask) == (address & mask)).orElse(false);
  }

  private static Optional<Integer> number(String dotted) {
    if (!dotted.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return Optional.empty();
    }
    int number = 0;
    for (String part : dotted.split("\\.", -1)) {
      number = (number << 8) | (Integer.parseInt(part) & 0xff);
    }
    return Optional.of(number);
  }
}
