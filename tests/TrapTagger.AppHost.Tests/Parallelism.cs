using TrapTagger.AppHost.Tests;
using TrapTagger.AppHost.Tests.Saving;
using TrapTagger.AppHost.Tests.Surviving;
using TrapTagger.Testing;

// These tests wait for other processes most of the time, so one more of them may run than there are processors; several
// detectors at once would starve each other.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer(typeof(InOrder))]

namespace TrapTagger.AppHost.Tests;

public sealed class InOrder() : LongestFirst(
    nameof(OneAfterTheOther), nameof(BackingUpASite), nameof(StandingStill), nameof(RunningServers),
    nameof(KillingTheObjectStore));
