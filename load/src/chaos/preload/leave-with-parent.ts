/** Loaded into every process of a run: it must not outlive a driver that was killed. Its stdin ends with the driver. */
process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1));
process.stdin.resume();
(process.stdin as unknown as { unref?: () => void }).unref?.();
