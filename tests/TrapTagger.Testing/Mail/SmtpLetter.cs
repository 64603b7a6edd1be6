using System.Text;
using System.Text.RegularExpressions;

namespace TrapTagger.Testing.Mail;

/// <summary>A letter as a mail server got it, read as a mail program reads it.</summary>
public sealed partial record SmtpLetter(string From, string To, string Raw, bool WasEncrypted)
{
    public string MessageId => Header("Message-ID");

    public string Subject => Words().Replace(
        Header("Subject"), m => m.Groups[1].Value is "B" or "b"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[2].Value))
            : Unquoted(m.Groups[2].Value.Replace('_', ' ')));

    public string Text => Part("text/plain");

    public string Html => Part("text/html");

    /// <summary>Unfolded; empty where there is none.</summary>
    public string Header(string name) => Folds().Replace(Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)], " ")
        .Split("\r\n").Where(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(h => h[(name.Length + 1)..].Trim()).SingleOrDefault() ?? "";

    private string Part(string type)
    {
        var boundary = Boundary().Match(Header("Content-Type")).Groups[1].Value;
        var part = Raw.Split($"--{boundary}")
            .Single(p => p.Contains($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase)
                && !p.Contains("multipart/", StringComparison.OrdinalIgnoreCase));
        return Unquoted(part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }

    private static string Unquoted(string text)
    {
        var bytes = new List<byte>();
        var lines = text.Replace("=\r\n", "");
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == '=' && i + 2 < lines.Length)
            {
                bytes.Add(Convert.ToByte(lines.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)lines[i]);
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folds();

    [GeneratedRegex(@"=\?utf-8\?([BQbq])\?([^?]*)\?= ?", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex("boundary=\"?([^\";]+)")]
    private static partial Regex Boundary();
}
