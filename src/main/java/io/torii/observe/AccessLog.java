package io.torii.observe;

import io.torii.config.AccessLogConfig;
import io.torii.config.HeaderRule.Condition;
import io.torii.exchange.Completed;
import io.torii.rule.Request;
import io.torii.rule.ResponseFacts;
import io.torii.rule.condition.ExpressionEvaluator;
import java.nio.file.Path;

/** One CustomLog: which requests it takes, and where their lines go. */
final class AccessLog {

  private final Condition condition;
  private final AccessLine line;
  private final Path file;
  private final LogWriter writer;
  private final ExpressionEvaluator expressions;

  AccessLog(
      AccessLogConfig config, LogTime time, LogWriter writer, ExpressionEvaluator expressions) {
    this.condition = config.condition();
    this.line = new AccessLine(config.format(), time);
    this.file = Path.of(config.path());
    this.writer = writer;
    this.expressions = expressions;
  }

  void write(Completed completed) {
    if (takes(completed)) {
      writer.write(file, line.of(completed));
    }
  }

  private boolean takes(Completed completed) {
    Request request = completed.request();
    if (condition instanceof Condition.Env env) {
      return request.env().containsKey(env.variable()) == env.present();
    }
    if (condition instanceof Condition.Expr expr) {
      ResponseFacts facts =
          new ResponseFacts(
              completed.status(),
              completed.responseHeaders(),
              completed.elapsed(),
              completed.handler());
      return expressions.test(expr.expression(), request, facts);
    }
    return true;
  }
}
