using System.Buffers;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Backup;

/// <summary>
/// A table as a compressed file with a line of JSON for each row, the same whichever database it came from: what was
/// begun on a laptop can go on in a country's servers.
/// </summary>
internal static class TableFile
{
    /// <summary>Characters a statement: the servers take packets of 16 MB.</summary>
    private const int MostText = 1 << 20;

    private const int MostRows = 5000;

    internal static string Of(string folder, string table) => Path.Combine(folder, $"{table}.jsonl.gz");

    internal static async Task<TableContent> WriteAsync(
        DbDataReader rows, string path, Action<int> written, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.Create(path);
        await using var compressed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        var line = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(line);
        var count = 0L;
        while (await rows.ReadAsync(ct))
        {
            json.WriteStartObject();
            for (var i = 0; i < rows.FieldCount; i++)
            {
                json.WritePropertyName(rows.GetName(i));
                Write(json, rows, i);
            }
            json.WriteEndObject();
            await json.FlushAsync(ct);
            line.Write("\n"u8);
            hash.AppendData(line.WrittenSpan);
            await compressed.WriteAsync(line.WrittenMemory, ct);
            line.ResetWrittenCount();
            json.Reset();
            count++;
            written(1);
        }
        return new(count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Arrays of rows, as the databases take them, each with how many it holds.</summary>
    /// <exception cref="BackupException">The file is not as it was written: what was handed out is not to be kept.
    /// </exception>
    internal static async IAsyncEnumerable<(string Rows, int Count)> ReadAsync(string path, string sha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.OpenRead(path);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        var (rows, count) = (new StringBuilder("["), 0);
        while (await NextAsync(reader, path) is { } line)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{line}\n"));
            rows.Append(count++ == 0 ? "" : ",").Append(line);
            if (count == MostRows || rows.Length > MostText)
            {
                yield return (rows.Append(']').ToString(), count);
                (rows, count) = (new StringBuilder("["), 0);
            }
        }
        if (count > 0)
        {
            yield return (rows.Append(']').ToString(), count);
        }
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
        {
            throw Damaged(path);
        }
    }

    private static async Task<string?> NextAsync(StreamReader reader, string path)
    {
        try
        {
            return await reader.ReadLineAsync();
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, e);
        }
    }

    private static BackupException Damaged(string path, Exception? inner = null) =>
        new($"{path} is not what was written: the backup is damaged.", inner);

    private static void Write(Utf8JsonWriter json, DbDataReader rows, int i)
    {
        switch (rows.GetValue(i))
        {
            case DBNull:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case DateTime time:
                json.WriteStringValue(TimeText.Of(time));
                break;
            case bool yes:
                json.WriteNumberValue(yes ? 1 : 0);
                break;
            case double or float:
                json.WriteNumberValue(rows.GetDouble(i));
                break;
            case long or int or short or sbyte or byte or uint or ushort:
                json.WriteNumberValue(rows.GetInt64(i));
                break;
            case var other:
                throw new NotSupportedException($"A backup has no words for {rows.GetName(i)}, a {other.GetType()}.");
        }
    }
}
