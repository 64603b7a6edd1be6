// These tests wait for other processes most of the time, so one more of them may run than there are processors; several
// detectors at once would starve each other.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
