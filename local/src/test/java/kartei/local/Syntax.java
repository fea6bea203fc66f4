package kartei.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import kartei.local.Sources.Source;

/// What the compiler's own parser finds in the project's sources: types, methods and texts.
record Syntax(List<Type> types, List<Method> methods, List<Text> texts) {

    /// A type; `lines` is how long it is without its comment.
    record Type(
            Source source,
            String name,
            String at,
            int lines,
            boolean isTop,
            boolean isPublic,
            boolean hasComment) {}

    /// A method or constructor; `lines` is how long its body is, without the tables in annotations above it.
    record Method(Source source, String name, String at, int lines, int parameters) {}

    /// A text or character in quotes.
    record Text(Source source, String at, String value) {}

    static Syntax of(List<Source> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = sources.stream().map(File::new).toList();
        var byPath = sources.stream().collect(Collectors.toMap(Source::path, Function.identity()));
        var task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        var syntax = new Syntax(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            for (var unit : task.parse()) {
                var source = byPath.get(unit.getSourceFile().toUri().getPath().substring(1));
                new Reader(syntax, unit, Trees.instance(task), Objects.requireNonNull(source)).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return syntax;
    }

    private static final class File extends SimpleJavaFileObject {
        private final Source source;

        File(Source source) {
            super(URI.create("string:///" + source.path()), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }

    private static final class Reader extends TreePathScanner<Void, Void> {
        private final Syntax syntax;
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final Source source;

        Reader(Syntax syntax, CompilationUnitTree unit, Trees trees, Source source) {
            this.syntax = syntax;
            this.unit = unit;
            this.trees = trees;
            this.source = source;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!type.getSimpleName().isEmpty()) {
                var isTop = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
                syntax.types.add(new Type(source, type.getSimpleName().toString(), at(type), lines(type), isTop,
                        type.getModifiers().getFlags().contains(Modifier.PUBLIC),
                        trees.getDocComment(getCurrentPath()) != null));
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null && start(method) >= 0) {
                syntax.methods.add(new Method(source, method.getName().toString(), at(method), lines(method.getBody()),
                        method.getParameters().size()));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getKind() == Tree.Kind.STRING_LITERAL || literal.getKind() == Tree.Kind.CHAR_LITERAL) {
                syntax.texts.add(new Text(source, at(literal), String.valueOf(literal.getValue())));
            }
            return super.visitLiteral(literal, null);
        }

        private String at(Tree tree) {
            return source.path() + ":" + line(start(tree));
        }

        private int lines(Tree tree) {
            return (int) (line(trees.getSourcePositions().getEndPosition(unit, tree)) - line(start(tree)) + 1);
        }

        private long start(Tree tree) {
            return trees.getSourcePositions().getStartPosition(unit, tree);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
