package io.torii.home;

/** By itself, with {@code java -jar}. */
@RunsOn(Container.STANDALONE)
class StandaloneIT extends HomeTests {}
