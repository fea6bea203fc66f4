"""cfn-guard over what SAM makes of the template: python guard.py cfn-guard rules-folder transformed.json

Fails with every rule that is broken and has no reason in guard.json, and with every reason that nothing needs."""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
binary, rules, template = sys.argv[1:]
# It ends with another code than 0 where a rule is broken; what is broken is in its answer.
answer = subprocess.run(
    [binary, "validate", "-d", template, "-r", rules, str(HERE / "kartei.guard"),
     "--show-summary", "none", "-o", "json", "--structured"],
    capture_output=True, text=True, check=False)
(report,) = json.loads(answer.stdout)
broken = {rule["Rule"]["name"] for rule in report["not_compliant"]}
reasons = json.loads((HERE / "guard.json").read_text(encoding="utf-8"))
own = set(report["compliant"]) | broken
if "buckets_take_tls_only" not in own:
    sys.exit("cfn-guard: the rules of kartei.guard were not read")
wrong = [f"{name} has no reason" for name in sorted(broken - reasons.keys())]
wrong += [f"the reason for {name} has no finding" for name in sorted(reasons.keys() - broken)]
for line in wrong:
    print("cfn-guard: " + line)
print(f"cfn-guard: {len(report['compliant'])} rules hold, {len(broken)} do not, {len(broken - reasons.keys())} without a reason")
sys.exit(1 if wrong else 0)
