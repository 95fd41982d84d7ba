/** The contract against the store the product runs on. */

import { postgresWorld } from '../../test/feed-world.ts';
import { aDatabase, PATIENT } from '../../test/support.ts';
import { feedContract } from './feed.contract.ts';

feedContract(async () => postgresWorld((await aDatabase(PATIENT)).pool));
