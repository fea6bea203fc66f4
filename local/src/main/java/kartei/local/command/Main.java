package kartei.local.command;

import java.util.List;

import kartei.local.StartFailure;

/// Entry point of `./kartei`, behind the script that finds Java and builds.
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        var command = words.isEmpty() ? "" : words.getFirst();
        var rest = words.subList(Math.min(1, words.size()), words.size());
        try {
            switch (command) {
                case "start" -> Start.run(rest);
                case "demo" -> System.out.println(FillDemo.run(rest));
                case "token" -> System.out.println(GetToken.run(rest));
                default -> throw new UsageException("there is no command " + command);
            }
            return 0;
        } catch (UsageException e) {
            System.err.println("kartei: " + e.getMessage() + "; ./kartei --help lists everything");
            return 2;
        } catch (StartFailure e) {
            System.err.println("kartei: " + e.getMessage());
            return 1;
        }
    }
}
