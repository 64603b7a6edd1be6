using Xunit.Sdk;
using Xunit.v3;

namespace TrapTagger.Testing;

/// <summary>The collections that take minutes begin first, or the last one would go on alone at the end.</summary>
/// <param name="names">Of their class, or of what defines them.</param>
public abstract class LongestFirst(params string[] names) : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection))];

    private int Place(ITestCollection collection)
    {
        var place = Array.FindIndex(
            names, name => collection.TestCollectionDisplayName.Contains($".{name}", StringComparison.Ordinal));
        return place < 0 ? names.Length : place;
    }
}
