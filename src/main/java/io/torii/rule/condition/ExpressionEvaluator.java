package io.torii.rule.condition;

import io.torii.config.IpNetwork;
import io.torii.config.IpNetworkParser;
import io.torii.directive.expr.Expression;
import io.torii.directive.expr.Expression.Word;
import io.torii.rule.Request;
import io.torii.rule.ResponseFacts;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates httpd's expressions (ap_expr): of If, of Require expr, of {@code expr=}, of
 * ProxyHCExpr. What does not exist counts as an empty string. Safe for several threads.
 */
public final class ExpressionEvaluator {

  private final Notices notices;
  private final TimeVariables time;

  /** Networks are nearly always literals, so that there are as many as the configuration has. */
  private final Map<String, IpNetwork> networks = new ConcurrentHashMap<>();

  /**
   * @param clock for {@code %{TIME}} and its kin, in its zone
   * @param notices gets what could not be evaluated
   */
  public ExpressionEvaluator(Clock clock, Notices notices) {
    this.time = new TimeVariables(clock);
    this.notices = Notices.once(notices);
  }

  /** Whether the expression holds; false, and a notice, if it can't be evaluated. */
  public boolean test(Expression expression, EvaluationContext context) {
    try {
      return evaluate(expression, context);
    } catch (EvaluationException e) {
      return failed(e);
    }
  }

  /**
   * Whether the expression holds.
   *
   * @param groups hears, if it does, what its last regular expression with groups has found
   */
  public boolean test(
      Expression expression, EvaluationContext context, Consumer<MatchResult> groups) {
    Evaluation evaluation = new Evaluation(context);
    try {
      boolean holds = evaluation.holds(expression);
      if (holds && evaluation.match != null) {
        groups.accept(evaluation.match);
      }
      return holds;
    } catch (EvaluationException e) {
      return failed(e);
    }
  }

  private boolean failed(EvaluationException e) {
    notices.warn("AH03205", "an expression could not be evaluated: " + e.getMessage());
    return false;
  }

  /** Whether the expression holds for a request that has been answered; for logs. */
  public boolean test(Expression expression, Request request, ResponseFacts response) {
    return test(expression, new RequestContext(request, request.headers(), response));
  }

  /**
   * Whether the expression holds, where a failure is not the same as false.
   *
   * @throws EvaluationException if it can't be evaluated
   */
  public boolean evaluate(Expression expression, EvaluationContext context) {
    return new Evaluation(context).holds(expression);
  }

  /** The value of a string expression; empty, and a notice, if it can't be evaluated. */
  public String text(Word word, EvaluationContext context) {
    try {
      return new Evaluation(context).text(word);
    } catch (EvaluationException e) {
      notices.warn("AH03205", "an expression could not be evaluated: " + e.getMessage());
      return "";
    }
  }

  /** One run over a tree: what is asked, and what the last regular expression matched. */
  private final class Evaluation {

    private final EvaluationContext context;
    private @Nullable MatchResult match;

    Evaluation(EvaluationContext context) {
      this.context = context;
    }

    boolean holds(Expression expression) {
      if (expression instanceof Expression.Constant e) {
        return e.value();
      } else if (expression instanceof Expression.Not e) {
        return !holds(e.operand());
      } else if (expression instanceof Expression.And e) {
        return holds(e.left()) && holds(e.right());
      } else if (expression instanceof Expression.Or e) {
        return holds(e.left()) || holds(e.right());
      } else if (expression instanceof Expression.StringComparison e) {
        return compares(text(e.left()).compareTo(text(e.right())), e.operator());
      } else if (expression instanceof Expression.IntegerComparison e) {
        return compares(
            Long.compare(integer(text(e.left())), integer(text(e.right()))), e.operator());
      } else if (expression instanceof Expression.RegexMatch e) {
        return matches(e) != e.negated();
      } else if (expression instanceof Expression.Membership e) {
        String subject = text(e.subject());
        return e.list().stream().anyMatch(word -> text(word).equals(subject));
      } else if (expression instanceof Expression.UnaryTest e) {
        return unary(e.operator(), text(e.operand()));
      } else if (expression instanceof Expression.BinaryTest e) {
        return binary(e.operator(), text(e.left()), text(e.right()));
      }
      throw new EvaluationException("'" + expression + "' is not known here");
    }

    /** As in httpd, an expression without groups leaves the captures of the one before it. */
    private boolean matches(Expression.RegexMatch e) {
      MatchResult found = PatternSearch.find(e.pattern(), text(e.subject()));
      if (e.pattern().matcher("").groupCount() > 0) {
        match = found;
      }
      return found != null;
    }

    String text(Word word) {
      if (word instanceof Word.Literal literal) {
        return literal.value();
      } else if (word instanceof Word.Variable variable) {
        return orEmpty(variable(variable.name()));
      } else if (word instanceof Word.Function function) {
        return WordFunctions.apply(
            function.name(), function.arguments().stream().map(this::text).toList(), context);
      } else if (word instanceof Word.Capture capture) {
        MatchResult last = match;
        return last == null || capture.group() > last.groupCount()
            ? ""
            : orEmpty(last.group(capture.group()));
      } else if (word instanceof Word.Concatenation concatenation) {
        StringBuilder out = new StringBuilder();
        for (Word part : concatenation.parts()) {
          out.append(text(part));
        }
        return out.toString();
      }
      throw new EvaluationException("'" + word + "' is not known here");
    }

    private @Nullable String variable(String name) {
      return name.regionMatches(true, 0, "TIME", 0, 4) ? time.value(name) : context.variable(name);
    }

    private boolean unary(String operator, String operand) {
      return switch (bare(operator)) {
        case "n" -> !operand.isEmpty();
        case "z" -> operand.isEmpty();
        case "T" -> isTrue(operand);
        case "R" -> {
          InetAddress client = context.client();
          yield client != null && network(operand).contains(client);
        }
        default -> throw new EvaluationException("the test '" + operator + "' is not known here");
      };
    }

    private boolean binary(String operator, String left, String right) {
      return switch (bare(operator)) {
        case "ipmatch" -> {
          IpNetwork network = network(right);
          yield IpNetworkParser.address(left).map(network::contains).orElse(false);
        }
        case "strmatch" -> Wildcard.matches(right, left, false, false);
        case "strcmatch" -> Wildcard.matches(right, left, false, true);
        case "fnmatch" -> Wildcard.matches(right, left, true, false);
        default -> throw new EvaluationException("the test '" + operator + "' is not known here");
      };
    }
  }

  private IpNetwork network(String text) {
    IpNetwork known = networks.get(text);
    if (known != null) {
      return known;
    }
    try {
      IpNetwork network = IpNetworkParser.parse(text);
      if (networks.size() < 1000) {
        networks.put(text, network);
      }
      return network;
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(orEmpty(e.getMessage()));
    }
  }

  private static boolean compares(int order, Expression.Operator operator) {
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  /** As httpd's {@code -T}: everything but an empty string, 0, off, false and no. */
  private static boolean isTrue(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "0", "off", "false", "no" -> false;
      default -> true;
    };
  }

  /** As C's strtol: leading blanks, a sign, digits; what follows is ignored, nothing is 0. */
  private static long integer(String text) {
    int i = 0;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    boolean negative = i < text.length() && text.charAt(i) == '-';
    if (negative || (i < text.length() && text.charAt(i) == '+')) {
      i++;
    }
    long value = 0;
    for (; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9'; i++) {
      int digit = text.charAt(i) - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  private static String bare(String operator) {
    return operator.startsWith("-") ? operator.substring(1) : operator;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
