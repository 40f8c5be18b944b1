package dev.tare.target.kubernetes;

import java.util.Base64;
import java.util.Optional;

/** What proves to the API server who asks, in the header {@code Authorization}. */
interface Credentials extends AutoCloseable {

  /** The header's value; empty where certificates alone prove it. Takes no longer than a file. */
  Optional<String> header();

  /**
   * Tells that the server refused that value.
   *
   * @return whether there is another one now, with which to ask again
   */
  boolean renew(Optional<String> refused);

  /** Where they come from, for messages; begins with an article. */
  String origin();

  /** Why they could not be renewed; empty when they could, or never had to be. */
  default String trouble() {
    return "";
  }

  @Override
  default void close() {}

  /** Credentials that never change. */
  static Credentials fixed(Optional<String> header, String origin) {
    return new Credentials() {
      @Override
      public Optional<String> header() {
        return header;
      }

      @Override
      public boolean renew(Optional<String> refused) {
        return false;
      }

      @Override
      public String origin() {
        return origin;
      }
    };
  }

  /** A header with a token. */
  static String bearer(String token) {
    return "Bearer " + token;
  }

  /** A header with name and password. */
  static String basic(String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
