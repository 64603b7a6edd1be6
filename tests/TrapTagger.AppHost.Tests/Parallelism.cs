// These tests wait for other processes most of the time: more of them may run at once than there are processors.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
