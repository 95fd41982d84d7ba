/** `npm start`: the product on this machine, with a database of its own unless DATABASE_URL names one. */
import { stopOnSignals } from '../backend/src/http/shutdown.ts';
import { printFailure } from './explain.ts';
import { startProduct } from './product.ts';

const starting = startProduct(process.env);
stopOnSignals(async (options) => (await starting).close(options));
try {
  await starting;
} catch (error) {
  printFailure(error);
  process.exit(1);
}
