using System.Text.Json;

namespace TrapTagger.Platform.Backup;

/// <summary>What a backup holds, written last: a folder without it is no backup yet.</summary>
internal sealed record BackupManifest
{
    internal const int Known = 1;

    private const string FileName = "backup.json";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Format { get; init; } = Known;

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The scripts that had made the tables, so that rows go back into tables of the same shape.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    public required IReadOnlyDictionary<string, TableContent> Tables { get; init; }

    public required ObjectContent Objects { get; init; }

    /// <summary>The folder in the backup that holds the tables of this one.</summary>
    public required string Rows { get; init; }

    internal static async Task<BackupManifest> ReadAsync(string folder, CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, FileName));
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(file, Readable, ct);
            return manifest is { Format: Known } ? manifest : throw new BackupException(
                $"The backup in {folder} is of another kind: restore it with the version that made it.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"{folder} holds no complete backup: {FileName} is missing.", e);
        }
        catch (JsonException e)
        {
            throw new BackupException($"{Path.Combine(folder, FileName)} can't be read: {e.Message}", e);
        }
    }

    /// <summary>In one step: until then the backup that was there before stays the one that is there.</summary>
    internal async Task WriteAsync(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        await using (var file = File.Create($"{path}.new"))
        {
            await JsonSerializer.SerializeAsync(file, this, Readable, ct);
            file.Flush(flushToDisk: true);
        }
        File.Move($"{path}.new", path, overwrite: true);
    }
}

/// <param name="Sha256">Of the rows as lines, uncompressed.</param>
internal sealed record TableContent(long Rows, string Sha256);

/// <param name="Samples">Some of the objects, by key, with the SHA-256 of their bytes.</param>
internal sealed record ObjectContent(long Count, long Bytes, IReadOnlyDictionary<string, string> Samples);

/// <summary>Why a backup can't be made or used: a sentence for the operator.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
