using System.Text.RegularExpressions;

namespace TrapTagger.Architecture.Tests;

/// <summary>What the audit log holds, it holds: there is no statement in the repository that could change it.</summary>
public sealed partial class AppendOnly
{
    private static IEnumerable<string> Statements => Repository.Files.Where(f =>
        Path.GetExtension(f) is ".cs" or ".sql" or ".sh" && !f.EndsWith("/AppendOnly.cs", StringComparison.Ordinal));

    [Fact]
    public void the_audit_log_is_written() => Assert.Contains(
        Statements, f => Repository.Read(f).Contains("INSERT INTO audit_entry", StringComparison.Ordinal));

    [Fact]
    public void no_statement_changes_or_removes_an_entry() => Assert.Empty(Statements
        .SelectMany(f => Changed().Matches(Repository.Read(f)), (file, match) => (file, match.Value)));

    [Theory]
    [InlineData("UPDATE audit_entry SET verb = 'x'")]
    [InlineData("DELETE FROM audit_entry")]
    [InlineData("delete a from audit_entry a")]
    [InlineData("REPLACE INTO audit_entry")]
    [InlineData("TRUNCATE TABLE audit_entry")]
    [InlineData("DROP TABLE IF EXISTS audit_entry")]
    [InlineData("INSERT INTO audit_entry (id) VALUES (1) ON DUPLICATE KEY UPDATE id = 2")]
    public void the_rule_sees_every_way_to_do_it(string statement) => Assert.Matches(Changed(), statement);

    [Fact]
    public void the_rule_lets_reading_and_adding_pass()
    {
        Assert.DoesNotMatch(Changed(), "SELECT id FROM audit_entry");
        Assert.DoesNotMatch(Changed(), "INSERT INTO audit_entry (id) VALUES (1)\"; const string A = \"UPDATE person");
    }

    [GeneratedRegex(
        @"(?i:\bUPDATE|\bREPLACE\s+INTO|\bTRUNCATE(\s+TABLE)?|\bDROP\s+TABLE(\s+IF\s+EXISTS)?|\bALTER\s+TABLE|"
        + @"\bDELETE(\s+\w+)?\s+FROM)\s+audit_entry\b|(?i:audit_entry\b[^;""]*\bON\s+(DUPLICATE|CONFLICT))")]
    private static partial Regex Changed();
}
