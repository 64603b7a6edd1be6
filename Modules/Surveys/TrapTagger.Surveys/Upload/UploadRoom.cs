using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Surveys;

/// <summary>How much an organisation may still bring. Two uploads at once may each take the last of it.</summary>
internal sealed record UploadRoom
{
    private const string Find = """
        SELECT l.most_files, l.most_bytes,
            cast(coalesce(sum(s.files), 0) AS signed) AS files, cast(coalesce(sum(s.bytes), 0) AS signed) AS bytes
        FROM accounts_organisation_limit l LEFT JOIN survey s ON s.organisation_id = l.id
        WHERE l.id = @organisation
        GROUP BY l.id, l.most_files, l.most_bytes
        """;

    /// <summary>Null: any number.</summary>
    public long? MostFiles { get; init; }

    /// <summary>Null: any size.</summary>
    public long? MostBytes { get; init; }

    /// <summary>What there is, with what was let in since.</summary>
    public long Files { get; set; }

    public long Bytes { get; set; }

    internal static async Task<UploadRoom> FindAsync(DbSession session, long organisation) =>
        await session.FindAsync<UploadRoom>(Find, new { organisation }) ?? new();

    /// <summary>Why a file has no room, in a sentence; null when it has, and then it takes it.</summary>
    /// <param name="size">Bytes that it has more than a file under its path has now.</param>
    internal string? Reject(bool isNew, long size)
    {
        if (isNew && Files >= MostFiles)
        {
            return $"Your organisation has {Words.Count(Files, "photograph", "photographs")}, and may have no more: "
                + "ask the site's administrators for room.";
        }
        if (size > 0 && Bytes + size > MostBytes)
        {
            return $"Your organisation's {Words.Bytes(MostBytes.Value)} are full: "
                + "delete a survey, or ask the site's administrators for room.";
        }
        Files += isNew ? 1 : 0;
        Bytes += size;
        return null;
    }
}
