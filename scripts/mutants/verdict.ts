/** What a test run with a planted bug says: caught, or why not. Pure, from Vitest's JSON report. */

export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export interface Verdict {
  readonly isCaught: boolean;
  /** One line: what the test complained of, or why this is no catch. */
  readonly says: string;
}

/**
 * Whether the test with this title noticed the bug: it ran, and failed in an assertion. A file that cannot be loaded, a test that
 * runs out of time or into a TypeError fails for any bug, and proves nothing about this rule.
 */
export function verdict(report: Report | null, title: string): Verdict {
  if (report === null) return missed('Vitest gave no report');
  const tests = named(report, title);
  const [test] = tests;
  if (test === undefined) {
    const broken = report.testResults.find((file) => file.message);
    return missed(broken ? `the file does not load: ${firstLine(broken.message ?? '')}` : 'no such test');
  }
  if (tests.length > 1) return missed(`${tests.length} tests have this title`);
  if (test.status !== 'failed')
    return missed(test.status === 'passed' ? 'survives' : `the test was ${test.status}`);
  const complaint = test.failureMessages.find(isAssertion);
  if (complaint === undefined) return missed(`no assertion: ${firstLine(test.failureMessages[0] ?? '')}`);
  return { isCaught: true, says: firstLine(complaint) };
}

/** Why the test says nothing about bugs: it does not pass as the product is. `null` when it does. */
export function whyRed(report: Report | null, title: string): string | null {
  const tests = report === null ? [] : named(report, title);
  if (tests.some((test) => test.status === 'passed')) return null;
  return `fails without the bug as well: ${verdict(report, title).says}`;
}

function named(report: Report, title: string) {
  return report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => [...test.ancestorTitles, test.title].join(' > ') === title);
}

/** fast-check wraps what a property threw, with the counterexample before it; `expect.poll` gives its last complaint a stack of its own. */
function isAssertion(message: string): boolean {
  return (
    /^(AssertionError|Error: (.*: )?expected |Error: Property failed after)/.test(message) &&
    !/Test timed out/.test(message)
  );
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 160);
}

const missed = (says: string): Verdict => ({ isCaught: false, says });
