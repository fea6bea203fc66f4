// node nag.cjs transformed.json: cdk-nag over what SAM makes of the template. Fails with every finding that has no reason in
// acknowledged.json, and with every reason that has no finding.
const fs = require('fs');
const path = require('path');
const { App, Stack, Validations } = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');
const { AwsSolutionsChecks, ServerlessChecks } = require('cdk-nag');

const [templateFile, outdir] = process.argv.slice(2);
const reasons = JSON.parse(fs.readFileSync(path.join(__dirname, 'acknowledged.json'), 'utf8'));

function findings(acknowledged) {
  const app = new App({ outdir: path.join(outdir, acknowledged ? 'with-reasons' : 'bare') });
  const stack = new Stack(app, 'kartei');
  new CfnInclude(stack, 'T', { templateFile });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  if (acknowledged) {
    Validations.of(stack).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
  }
  try {
    app.synth();
  } catch (failed) {
    if (!fs.existsSync(path.join(app.outdir, 'validation-report.json'))) {
      throw failed;
    }
  }
  const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap((plugin) =>
    plugin.violations.map((one) => `${plugin.pluginName.replaceAll(' ', '-')}::${one.ruleName}`));
}

const quiet = process.stderr.write;
process.stderr.write = () => true;
const found = new Set(findings(false));
const left = [...new Set(findings(true))];
process.stderr.write = quiet;
const unused = Object.keys(reasons).filter((id) => !found.has(id));
left.forEach((id) => console.log(`cdk-nag: ${id} has no reason`));
unused.forEach((id) => console.log(`cdk-nag: the reason for ${id} has no finding`));
console.log(`cdk-nag: ${found.size} kinds of finding, ${left.length} without a reason`);
process.exitCode = left.length + unused.length === 0 ? 0 : 1;
