using System.Collections.Concurrent;

namespace TrapTagger.Platform.Data;

/// <summary>
/// Numbers for new rows, known before the insert: compact, rising, the same on every database. A process takes them
/// from the database in blocks, so a crash leaves a gap and never a double.
/// </summary>
public sealed class Ids(Db db)
{
    /// <summary>A process's share at a time: 1,000 rows cost one short transaction.</summary>
    private const long BlockSize = 1000;

    private const string Take = "UPDATE id_block SET next_id = next_id + @size WHERE noun = @noun";
    private const string Read = "SELECT next_id FROM id_block WHERE noun = @noun";
    private const string Create = "INTO id_block (noun, next_id) VALUES (@noun, 1)";

    private readonly ConcurrentDictionary<string, Block> _blocks = new();

    public ValueTask<long> NextAsync(string noun, CancellationToken ct) => NextAsync(noun, 1, ct);

    /// <summary>
    /// The first of <paramref name="count"/> numbers in a row. Ask before the transaction begins: on SQLite the block
    /// would wait for the very transaction that waits for it.
    /// </summary>
    public async ValueTask<long> NextAsync(string noun, int count, CancellationToken ct)
    {
        if (Db.InTransaction)
        {
            throw new InvalidOperationException($"Take the ids of '{noun}' before the transaction begins.");
        }

        var block = _blocks.GetOrAdd(noun, _ => new());
        await block.Gate.WaitAsync(ct);
        try
        {
            if (block.Next + count > block.End)
            {
                var size = Math.Max(BlockSize, count);
                block.Next = await TakeAsync(noun, size, ct);
                block.End = block.Next + size;
            }
            block.Next += count;
            return block.Next - count;
        }
        finally
        {
            block.Gate.Release();
        }
    }

    private async Task<long> TakeAsync(string noun, long size, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await work.ExecuteAsync(Take, new { noun, size }) == 0)
        {
            await work.ExecuteAsync($"{db.Dialect.InsertIgnore} {Create}", new { noun });
            await work.ExecuteAsync(Take, new { noun, size });
        }
        var next = await work.ScalarAsync<long>(Read, new { noun });
        await work.CommitAsync();
        return next - size;
    }

    private sealed class Block
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long Next { get; set; }

        public long End { get; set; }
    }
}
