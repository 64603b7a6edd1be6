using System.Text;

namespace TrapTagger.Accounts;

/// <summary>Bytes as letters that are read aloud and typed without mistakes (RFC 4648, without padding).</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    internal static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var value in bytes)
        {
            bits = (bits << 8) | value;
            for (count += 8; count >= 5; count -= 5)
            {
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            }
            bits &= (1 << count) - 1;
        }
        if (count > 0)
        {
            text.Append(Alphabet[(bits << (5 - count)) & 31]);
        }
        return text.ToString();
    }

    /// <summary>"ABCDEFGH" as "ABCD EFGH": people copy four at a time.</summary>
    internal static string InGroups(string text, char between = ' ') =>
        string.Join(between, text.Chunk(4).Select(four => new string(four)));
}
