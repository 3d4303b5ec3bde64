import { AsyncLocalStorage } from 'node:async_hooks';

/** Knows whether the code that runs now was called, however indirectly, by the function of a transaction that is not over. */
export interface TransactionGuard {
  /** @throws Error for whoever is inside of a transaction */
  refuseInside(): void;
  /** Calls what is the inside of a transaction. */
  run<T>(inside: () => Promise<T>): Promise<T>;
}

/** Lets everything through. */
export const noGuard: TransactionGuard = { refuseInside: () => {}, run: (inside) => inside() };

/**
 * A query on the database, where the transaction's client is meant, is not of the transaction; and on the embedded database, which
 * has one connection, it waits for the transaction while that waits for it. Said at once. It costs every promise of the process: a
 * twentieth of the CPU of taking positions in single requests.
 */
export function createTransactionGuard(): TransactionGuard {
  const running = new AsyncLocalStorage<{ isOver: boolean }>();
  return {
    refuseInside: () => {
      if (running.getStore()?.isOver === false)
        throw new Error(
          'the database was asked inside of its own transaction: ask the client that the transaction is given',
        );
    },
    run: async (inside) => {
      const transaction = { isOver: false };
      try {
        return await running.run(transaction, inside);
      } finally {
        transaction.isOver = true; // what it began and did not wait for may ask again
      }
    },
  };
}
