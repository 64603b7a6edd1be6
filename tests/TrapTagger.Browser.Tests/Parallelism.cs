using TrapTagger.Browser.Tests;
using TrapTagger.Testing;

// A scenario waits as much as it works, for the worker or for a page: two at a time leave two processors idle often.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer(typeof(InOrder))]

namespace TrapTagger.Browser.Tests;

public sealed class InOrder() : LongestFirst(nameof(ASurveyedSite), nameof(UploadingAFolder));
