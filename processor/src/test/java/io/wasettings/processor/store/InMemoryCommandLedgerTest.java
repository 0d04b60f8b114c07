package io.wasettings.processor.store;

class InMemoryCommandLedgerTest extends CommandLedgerContract {

    private final CommandLedger ledger = new InMemoryCommandLedger();

    @Override
    CommandLedger ledger() {
        return ledger;
    }
}
