using System.Text.RegularExpressions;

namespace TrapTagger.Architecture.Tests;

/// <summary>
/// The version before goes on beside a new one while that is rolled out: so a script of the database takes nothing away
/// from it, and asks nothing of it that it does not know.
/// </summary>
public sealed partial class MigrationsOnlyAdd
{
    private static IEnumerable<string> Scripts => Repository.Files.Where(f =>
        f.StartsWith("Modules/", StringComparison.Ordinal) && f.Contains("/Migrations/", StringComparison.Ordinal)
        && f.EndsWith(".sql", StringComparison.Ordinal));

    [Fact]
    public void there_are_scripts() => Assert.True(Scripts.Count() > 10);

    [Fact]
    public void every_script_only_adds() => Assert.Empty(
        Scripts.SelectMany(f => Refused(Repository.Read(f)), (file, statement) => (file, statement)));

    [Theory]
    [InlineData("DROP TABLE camera;")]
    [InlineData("DROP INDEX job_due ON job;")]
    [InlineData("ALTER TABLE job DROP COLUMN waits;")]
    [InlineData("ALTER TABLE job RENAME COLUMN waits TO pauses;")]
    [InlineData("ALTER TABLE job RENAME TO work;")]
    [InlineData("ALTER TABLE job MODIFY waits bigint;")]
    [InlineData("ALTER TABLE job CHANGE waits pauses int;")]
    [InlineData("ALTER TABLE job ADD COLUMN waits int NOT NULL;")]
    [InlineData("ALTER TABLE job ADD COLUMN waits int, DROP COLUMN runs;")]
    [InlineData("alter table job add constraint one unique (subject);")]
    [InlineData("CREATE UNIQUE INDEX one ON job (subject);")]
    [InlineData("DELETE FROM job;")]
    [InlineData("UPDATE job SET kind = 'x';")]
    [InlineData("-- It is not used any more;\nDROP TABLE camera;")]
    public void the_rule_sees_what_the_version_before_would_miss(string script) => Assert.Single(Refused(script));

    [Theory]
    [InlineData("CREATE TABLE a (id bigint NOT NULL, UNIQUE (id));\nCREATE INDEX b ON a (id);")]
    [InlineData("CREATE VIEW a AS SELECT 1 AS one;")]
    [InlineData("INSERT INTO setting (name) VALUES ('x');")]
    [InlineData("ALTER TABLE job ADD COLUMN began_at datetime(6);")]
    [InlineData("ALTER TABLE job ADD COLUMN waits int NOT NULL DEFAULT 0;\nUPDATE job SET waits = 1;")]
    public void the_rule_lets_adding_pass(string script) => Assert.Empty(Refused(script));

    private static IEnumerable<string> Refused(string script)
    {
        var added = Column().Matches(script).Select(match => match.Groups[1].Value).ToHashSet();
        return Comment().Replace(script.ReplaceLineEndings("\n"), "").Split(";\n")
            .Select(statement => statement.Trim().TrimEnd(';'))
            .Where(statement => statement.Length > 0 && !Adds().IsMatch(statement))
            .Where(statement => Filled().Match(statement) is not { Success: true } filled
                || !added.Contains(filled.Groups[1].Value));
    }

    [GeneratedRegex(@"(?m)^\s*--.*$")]
    private static partial Regex Comment();

    /// <summary>A column that rows of the version before must fill has something to be filled with.</summary>
    [GeneratedRegex(
        @"^(?i:CREATE\s+(TABLE|VIEW|INDEX)\b|INSERT\b"
        + @"|ALTER\s+TABLE\s+\w+\s+ADD\s+COLUMN\s+(?!.*\b(ADD|DROP|RENAME|MODIFY|CHANGE)\b)"
        + @"(?!(?!.*\bDEFAULT\b).*\bNOT\s+NULL\b))", RegexOptions.Singleline)]
    private static partial Regex Adds();

    [GeneratedRegex(@"(?i:\bADD\s+COLUMN)\s+(\w+)")]
    private static partial Regex Column();

    /// <summary>What a script adds it may fill.</summary>
    [GeneratedRegex(@"^(?i:UPDATE\s+\w+\s+SET)\s+(\w+)")]
    private static partial Regex Filled();
}
