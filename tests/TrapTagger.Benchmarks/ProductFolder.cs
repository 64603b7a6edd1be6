using TrapTagger.Testing;

namespace TrapTagger.Benchmarks;

/// <summary>A database and a data folder of their own for the product's programs; gone when disposed.</summary>
internal sealed class ProductFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traptagger-benchmark-");

    internal ProductFolder()
    {
        var database = $"Data Source={In("traptagger.db")}";
        Settings = new()
        {
            ["TrapTagger:DataFolder"] = _folder.FullName,
            ["ConnectionStrings:traptagger"] = database,
            ["ConnectionStrings:objects"] = $"Folder={Objects}",
        };
        Rows = new(database);
    }

    /// <summary>What the AppHost would have passed.</summary>
    internal Dictionary<string, string?> Settings { get; }

    /// <summary>Where an object's file is, by its key.</summary>
    internal string Objects => In("objects");

    internal SiteRows Rows { get; }

    internal string In(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
