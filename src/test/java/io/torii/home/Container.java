package io.torii.home;

/** The kinds of places, in the order of the table of limits. */
public enum Container {
  WILDFLY("WildFly"),
  PAYARA("Payara"),
  TOMCAT_11("Tomcat 11"),
  TOMCAT_10("Tomcat 10.1"),
  STANDALONE("`java -jar`");

  private final String title;

  Container(String title) {
    this.title = title;
  }

  /** Its name in the documentation. */
  public String title() {
    return title;
  }

  /** Starts one with its default configuration, but for ports and addresses. */
  Home start() {
    return switch (this) {
      case WILDFLY -> new WildFlyHome();
      case PAYARA -> PayaraHome.start(PayaraHome.AS_IT_IS);
      case TOMCAT_11, TOMCAT_10 -> TomcatHome.start(this);
      case STANDALONE -> new StandaloneHome();
    };
  }
}
