package io.torii.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What a configuration is loaded from.
 *
 * @param files directive files, as {@code -f} has them: paths, folders and patterns, relative to
 *     the working folder; those of the property {@code torii.conf} are read behind them
 * @param defines names that {@code <IfDefine>} finds true
 * @param environment what <code>${NAME}</code> and PassEnv read
 * @param properties the MicroProfile properties; empty for none
 * @param inContainer whether a container listens and has the certificates: those are not looked at
 *     then
 * @param certificates looks into them otherwise
 */
public record LoadRequest(
    List<String> files,
    Set<String> defines,
    Map<String, String> environment,
    Optional<Config> properties,
    boolean inContainer,
    CertificateCheck certificates) {

  public LoadRequest {
    files = List.copyOf(files);
    defines = Set.copyOf(defines);
    environment = Map.copyOf(environment);
  }

  /** Without a look into certificates. */
  public LoadRequest(
      List<String> files,
      Set<String> defines,
      Map<String, String> environment,
      Optional<Config> properties,
      boolean inContainer) {
    this(files, defines, environment, properties, inContainer, CertificateCheck.NONE);
  }

  /** Files alone, outside of a container. */
  public static LoadRequest files(String... files) {
    return new LoadRequest(List.of(files), Set.of(), Map.of(), Optional.empty(), false);
  }

  /** The same with other variables for <code>${NAME}</code>. */
  public LoadRequest withEnvironment(Map<String, String> variables) {
    return new LoadRequest(files, defines, variables, properties, inContainer, certificates);
  }
}
