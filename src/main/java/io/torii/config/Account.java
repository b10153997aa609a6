package io.torii.config;

import io.torii.directive.Origin;
import java.util.List;
import java.util.Locale;

/**
 * What has become of every directive of the files: none is left out.
 *
 * @param entries in the order in which they came up
 */
public record Account(List<Entry> entries) {

  public Account {
    entries = List.copyOf(entries);
  }

  /** Where a directive went. */
  public enum Place {
    /** It does what it does in httpd. */
    PERFORMED("does what it does in httpd"),
    HTTPD("httpd's own: Torii is one Java process and loads no modules"),
    SERVICE("set where the process is started: by the service or the container"),
    THREADS("threads are Java's, or the container's"),
    LISTENER("the listener's own, or the container's connector's"),
    HTTP2("the HTTP/2 listener's own: its defaults hold"),
    FILES(
        "about files and folders that Torii does not serve: it serves those of Alias as they are"),
    TYPES("about languages, charsets and encodings of files, which are served without"),
    LOG("about logs, which have Torii's format"),
    TLS("the Java platform's, which has defaults of its own"),
    MEMBER("the member's: its responses stay as they are"),
    MODULE("another module's, and without that nothing changes"),
    NEEDLESS("has no effect here"),
    SKIPPED("stands in a condition that does not hold, such as <IfModule>"),
    REFUSED("an error: nothing starts before it is corrected");

    private final String meaning;

    Place(String meaning) {
      this.meaning = meaning;
    }

    /** One word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The same in words. */
    public String meaning() {
      return meaning;
    }
  }

  /**
   * One directive.
   *
   * @param written its name, a section's with its brackets
   */
  public record Entry(String written, Origin origin, Place place) {}

  /** How many directives do what they do in httpd. */
  public int performed() {
    return entries.size() - listed().size();
  }

  /** All others. */
  public List<Entry> listed() {
    return entries.stream().filter(entry -> entry.place() != Place.PERFORMED).toList();
  }
}
