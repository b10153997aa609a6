package io.torii.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The installed Chromium without a window, driven as a person would use it. Nothing is fetched. */
public final class Chromium implements AutoCloseable {

  /** A machine with two slow cores takes a while for a page. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Says at every start that it has no typed commands for this version; we use none. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    SELENIUM.setLevel(Level.SEVERE);
  }

  private static final JsonMapper JSON = new JsonMapper();

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts one, with a profile of its own that goes with it; skips the test, saying why, where
   * there is none.
   */
  public static Chromium start() {
    return start(false);
  }

  /** One that writes down what its pages' main threads do, for {@link #taskMillis}. */
  public static Chromium traced() {
    return start(true);
  }

  private static Chromium start(boolean traced) {
    Optional<File> browser = program("chromium", "chromium-browser", "google-chrome");
    Optional<File> chromedriver = program("chromedriver");
    assumeTrue(
        browser.isPresent() && chromedriver.isPresent(),
        "no browser: apt-get install chromium chromium-driver");
    // Both are named: Selenium would look for what is missing, and fetch it.
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // root may not have one, and the pages are ours
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-proxy-server",
        "--no-first-run");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    if (traced) {
      logs.enable(LogType.PERFORMANCE, Level.ALL);
      options.setExperimentalOption(
          "perfLoggingPrefs",
          Map.of(
              "traceCategories",
              // without all others, which are many and push these out
              "-*,blink.user_timing,disabled-by-default-devtools.timeline"));
    }
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
    return new Chromium(driver);
  }

  private static Optional<File> program(String... names) {
    List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator, -1));
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .findFirst();
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** The size of the page's window in CSS pixels, whatever the least one of a real window is. */
  public void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * What the system prefers.
   *
   * @param scheme {@code light} or {@code dark}
   */
  public void prefers(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /**
   * Runs a script in every page before the page's own.
   *
   * @return ends that
   */
  public Runnable first(String script) {
    Object id =
        driver
            .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
            .get("identifier");
    return () ->
        driver.executeCdpCommand(
            "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
  }

  /** What the console has got since the last time it was asked for: errors and warnings. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /**
   * The processor's time that each task of a page's main thread has taken since the page set a
   * {@code performance.mark} of that name, in milliseconds, the longest first: what other programs
   * do meanwhile is not in it, as it is in the durations that the page itself can see. Needs {@link
   * #traced}; a browser tells it once.
   */
  public List<Double> taskMillis(String mark) {
    List<JsonNode> events =
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(entry -> JSON.readTree(entry.getMessage()).path("message"))
            .filter(message -> message.path("method").asString("").equals("Tracing.dataCollected"))
            .map(message -> message.path("params"))
            .toList();
    JsonNode from =
        events.stream()
            .filter(e -> e.path("name").asString("").equals(mark))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the trace has no mark " + mark));
    return events.stream()
        .filter(e -> e.path("name").asString("").endsWith("RunTask") && e.has("tdur"))
        .filter(e -> thread(e).equals(thread(from)))
        .filter(e -> e.path("ts").asLong() > from.path("ts").asLong())
        .map(e -> e.path("tdur").asDouble() / 1000)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static String thread(JsonNode event) {
    return event.path("pid") + "/" + event.path("tid");
  }

  /** The window as a PNG. */
  public byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Runs a script in the page; its value, if it returns one. */
  public @Nullable Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
