package io.torii.rule.access;

import io.torii.directive.expr.Expression;
import io.torii.directive.expr.Expression.Word;

/** Whether an expression asks for the user's name, so that a password could change its outcome. */
final class UserMention {

  private UserMention() {}

  static boolean in(Expression expression) {
    if (expression instanceof Expression.Not e) {
      return in(e.operand());
    } else if (expression instanceof Expression.And e) {
      return in(e.left()) || in(e.right());
    } else if (expression instanceof Expression.Or e) {
      return in(e.left()) || in(e.right());
    } else if (expression instanceof Expression.StringComparison e) {
      return in(e.left()) || in(e.right());
    } else if (expression instanceof Expression.IntegerComparison e) {
      return in(e.left()) || in(e.right());
    } else if (expression instanceof Expression.RegexMatch e) {
      return in(e.subject());
    } else if (expression instanceof Expression.Membership e) {
      return in(e.subject()) || e.list().stream().anyMatch(UserMention::in);
    } else if (expression instanceof Expression.UnaryTest e) {
      return in(e.operand());
    } else if (expression instanceof Expression.BinaryTest e) {
      return in(e.left()) || in(e.right());
    }
    return false;
  }

  private static boolean in(Word word) {
    if (word instanceof Word.Variable variable) {
      return variable.name().equalsIgnoreCase("REMOTE_USER");
    } else if (word instanceof Word.Function function) {
      return function.arguments().stream().anyMatch(UserMention::in);
    } else if (word instanceof Word.Concatenation concatenation) {
      return concatenation.parts().stream().anyMatch(UserMention::in);
    }
    return false;
  }
}
