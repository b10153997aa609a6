package io.torii.manager;

import io.torii.diagnosis.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as the API shows it.
 *
 * @param took seconds
 * @param findings the worst first
 */
public record DiagnosisView(Instant ranAt, double took, List<FindingView> findings) {

  /**
   * One finding.
   *
   * @param check which check it is of
   * @param severity {@code error}, {@code warning}, {@code info} or {@code ok}
   * @param subject what it is about, with file and line
   * @param balancer {@code balancer://name}, or the URL of a plain target; null if about none
   * @param member its URL; null if about none
   * @param remedy empty where nothing is wrong
   */
  public record FindingView(
      String check,
      String severity,
      String subject,
      @Nullable String balancer,
      @Nullable String member,
      String cause,
      String remedy,
      String evidence) {

    static FindingView of(Finding finding) {
      return new FindingView(
          finding.check(),
          finding.severity().word(),
          finding.subject().text(),
          finding.subject().balancer(),
          finding.subject().member(),
          finding.cause(),
          finding.remedy(),
          finding.evidence());
    }
  }

  static DiagnosisView of(Instant ranAt, double seconds, List<Finding> findings) {
    return new DiagnosisView(ranAt, seconds, findings.stream().map(FindingView::of).toList());
  }
}
