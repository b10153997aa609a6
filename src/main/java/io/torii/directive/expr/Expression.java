package io.torii.directive.expr;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A parsed condition in httpd's expression syntax (ap_expr). Pure data: {@code rule} evaluates it.
 */
public sealed interface Expression {

  record Constant(boolean value) implements Expression {}

  record Not(Expression operand) implements Expression {}

  record And(Expression left, Expression right) implements Expression {}

  record Or(Expression left, Expression right) implements Expression {}

  /** {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=} on strings. */
  record StringComparison(Word left, Operator operator, Word right) implements Expression {}

  /** {@code -eq}, {@code -ne}, {@code -lt}, {@code -le}, {@code -gt}, {@code -ge} on integers. */
  record IntegerComparison(Word left, Operator operator, Word right) implements Expression {}

  /** {@code =~} and {@code !~}; a match leaves {@code $0} to {@code $9} for later words. */
  record RegexMatch(Word subject, Pattern pattern, boolean negated) implements Expression {}

  /** {@code word in { 'a', 'b' }}. */
  record Membership(Word subject, List<Word> list) implements Expression {
    public Membership {
      list = List.copyOf(list);
    }
  }

  /** A unary test such as {@code -n}, {@code -z}, {@code -T}, {@code -R} by its letter(s). */
  record UnaryTest(String operator, Word operand) implements Expression {}

  /** A binary test such as {@code -ipmatch}, {@code -strmatch}, {@code -fnmatch} by its name. */
  record BinaryTest(Word left, String operator, Word right) implements Expression {}

  /** How two values compare. */
  enum Operator {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
  }

  /** Something that yields a string. */
  sealed interface Word {

    record Literal(String value) implements Word {}

    /** {@code %{NAME}}. */
    record Variable(String name) implements Word {}

    /** {@code req('Name')}, also written {@code %{req:Name}}. */
    record Function(String name, List<Word> arguments) implements Word {
      public Function {
        arguments = List.copyOf(arguments);
      }
    }

    /** {@code $0} to {@code $9} of the last successful match. */
    record Capture(int group) implements Word {}

    record Concatenation(List<Word> parts) implements Word {
      public Concatenation {
        parts = List.copyOf(parts);
      }
    }
  }
}
