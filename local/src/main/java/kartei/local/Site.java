package kartei.local;

import java.util.function.Function;

import kartei.local.gateway.Answer;
import kartei.local.gateway.Call;
import kartei.local.gateway.Gateway;

/// Everything behind the one URL: the system's own routes, and behind them the gateway with the template's.
record Site(LocalRoutes routes, Gateway gateway) implements Function<Call, Answer> {

    @Override
    public Answer apply(Call call) {
        return routes.answer(call).orElseGet(() -> gateway.answer(call));
    }
}
