// Every scenario starts processes that keep two cores busy: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
