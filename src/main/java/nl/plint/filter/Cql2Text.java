package nl.plint.filter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CQL2 text. */
public final class Cql2Text {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:('(?:[^']|'')*')|(\\d+(?:\\.\\d+)?)|([A-Za-z_][\\w.]*)|(<>|<=|>=|[=<>()*/+,-]))");
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Cql2Text(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("not CQL2 at position " + end + ": " + text.substring(end));
        }
        tokens.add("");
    }

    public static Expression parse(String text) {
        Cql2Text reader = new Cql2Text(text);
        Expression e = reader.or();
        reader.expect("");
        return e;
    }

    private boolean accept(String token) {
        if (tokens.get(at).toUpperCase(Locale.ROOT).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (tokens.get(at).isEmpty() && token.isEmpty()) {
            return;
        }
        if (!accept(token)) {
            throw new IllegalArgumentException("expected '" + token + "', found '" + tokens.get(at) + "'");
        }
    }

    private Expression or() {
        List<Expression> parts = new ArrayList<>(List.of(and()));
        while (accept("OR")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.Or(List.copyOf(parts));
    }

    private Expression and() {
        List<Expression> parts = new ArrayList<>(List.of(not()));
        while (accept("AND")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.And(List.copyOf(parts));
    }

    private Expression not() {
        return accept("NOT") ? new Expression.Not(not()) : comparison();
    }

    private Expression comparison() {
        Expression left = sum();
        for (String operator : List.of("=", "<>", "<=", ">=", "<", ">")) {
            if (accept(operator)) {
                return new Expression.Comparison(operator, left, sum());
            }
        }
        boolean negated = accept("NOT");
        if (accept("IN")) {
            expect("(");
            List<Expression> choices = new ArrayList<>(List.of(sum()));
            while (accept(",")) {
                choices.add(sum());
            }
            expect(")");
            Expression in = new Expression.In(left, List.copyOf(choices));
            return negated ? new Expression.Not(in) : in;
        }
        if (accept("IS")) {
            boolean not = accept("NOT");
            expect("NULL");
            return not ? new Expression.Not(new Expression.IsNull(left)) : new Expression.IsNull(left);
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (accept("+")) {
                left = new Expression.Arithmetic('+', left, product());
            } else if (accept("-")) {
                left = new Expression.Arithmetic('-', left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = atom();
        while (true) {
            if (accept("*")) {
                left = new Expression.Arithmetic('*', left, atom());
            } else if (accept("/")) {
                left = new Expression.Arithmetic('/', left, atom());
            } else {
                return left;
            }
        }
    }

    private Expression atom() {
        String token = tokens.get(at++);
        if (token.equals("(")) {
            Expression inner = or();
            expect(")");
            return inner;
        }
        if (token.startsWith("'")) {
            return new Expression.Literal(token.substring(1, token.length() - 1).replace("''", "'"));
        }
        if (token.matches("\\d.*")) {
            return new Expression.Literal(Double.valueOf(token));
        }
        if (token.equalsIgnoreCase("true") || token.equalsIgnoreCase("false")) {
            return new Expression.Literal(Boolean.valueOf(token.toLowerCase(Locale.ROOT)));
        }
        if (!token.matches("[A-Za-z_].*")) {
            throw new IllegalArgumentException("unexpected '" + token + "'");
        }
        if (!accept("(")) {
            return new Expression.Property(token);
        }
        List<Expression> arguments = new ArrayList<>();
        if (!accept(")")) {
            do {
                arguments.add(or());
            } while (accept(","));
            expect(")");
        }
        if (token.equals("DATE") && arguments.get(0) instanceof Expression.Literal date) {
            return new Expression.Literal(LocalDate.parse(String.valueOf(date.value())));
        }
        return new Expression.Call(token, List.copyOf(arguments));
    }
}
