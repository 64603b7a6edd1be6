using TrapTagger.Platform.Mail;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Mail;

public sealed class SendingLetters
{
    [Fact]
    public async Task a_letter_arrives_as_text_and_html_of_the_same_words()
    {
        await using var office = await PostOffice.OpenAsync();
        await office.StartsWorker();

        await office.Writes(new Letter(
            "ann@example.org", "Willkommen, Grüße aus Perú 🐆", "Änn O'Field",
            ["Your organisation is here.", "First line.\nSecond line: 1 < 2 & \"so on\"."],
            new("Set your password", "https://traps.example.org/set-password/abc?x=1&y=2"))
        {
            Closing = ["The link works once."],
        });

        await office.IsAt("1 sent");
        var letter = Assert.Single(office.Server.Taken);
        Assert.Equal("ann@example.org", letter.To);
        Assert.Equal("traptagger@traps.example.org", letter.From);
        Assert.Equal("Willkommen, Grüße aus Perú 🐆", letter.Subject);
        Assert.Matches("^<[0-9a-f]{32}@traps\\.example\\.org>$", letter.MessageId);
        Assert.Equal("auto-generated", letter.Header("Auto-Submitted"));
        Assert.StartsWith("multipart/alternative", letter.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("""
            Dear Änn O'Field,

            Your organisation is here.

            First line.
            Second line: 1 < 2 & "so on".

            Set your password:
            https://traps.example.org/set-password/abc?x=1&y=2

            The link works once.

            TrapTagger
            """.ReplaceLineEndings("\r\n"), letter.Text.Trim());
        Assert.Contains("1 &lt; 2 &amp; &quot;so on&quot;.", letter.Html, StringComparison.Ordinal);
        Assert.Contains("First line.<br>Second line", letter.Html, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"https://traps.example.org/set-password/abc?x=1&amp;y=2\"", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", letter.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello\r\nBcc: victim@example.org", "Hello  Bcc: victim@example.org")]
    [InlineData("A\u0000B\u0085C", "A B C")]
    [InlineData("Grüße\n.\n", "Grüße .")]
    public async Task a_subject_begins_no_other_header(string subject, string arrives)
    {
        await using var office = await PostOffice.OpenAsync();
        await office.StartsWorker();

        await office.Writes(PostOffice.ALetter(subject: subject));

        await office.IsAt("1 sent");
        var letter = Assert.Single(office.Server.Taken);
        Assert.Equal("", letter.Header("Bcc"));
        Assert.Equal(arrives, letter.Subject);
    }

    [Theory]
    [InlineData("ann@example.org\r\nBcc: victim@example.org")]
    [InlineData("Ann <ann@example.org>")]
    [InlineData("ann@example.org, ben@example.org")]
    [InlineData("ann")]
    public async Task what_is_more_than_an_address_is_refused(string to)
    {
        await using var office = await PostOffice.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => office.Writes(PostOffice.ALetter(to)));
        Assert.Equal("", await office.States());
    }

    [Fact]
    public async Task a_letter_is_there_exactly_when_its_row_is()
    {
        await using var office = await PostOffice.OpenAsync();
        await using (var work = await office.Site.Db.BeginAsync(TestContext.Current.CancellationToken))
        {
            await office.Site.Get<IMailer>().SendAsync(work, PostOffice.ALetter());
        }
        Assert.Equal("", await office.States());
    }

    [Fact]
    public async Task without_a_mail_server_letters_become_files()
    {
        await using var office = await PostOffice.OpenAsync(("MAIL_SERVER", ""));
        await office.StartsWorker();

        await office.Writes(PostOffice.ALetter(subject: "For a file"));

        await office.IsAt("1 sent");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(office.Site.Folder, "mail"), "*.eml"));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("To: ann@example.org", text, StringComparison.Ordinal);
        Assert.Contains("Subject: For a file", text, StringComparison.Ordinal);
        Assert.Contains("text/html", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_personal_link_is_not_to_be_read_in_the_table_while_it_waits_and_gone_once_it_is_sent()
    {
        await using var office = await PostOffice.OpenAsync();
        await office.Writes(
            new Letter("ann@example.org", "Secret", "Ann", [], new("Come in", "https://x.example/t0k")));
        Assert.DoesNotContain(
            "x.example", await office.Site.Ask<string>("SELECT content FROM mail"), StringComparison.Ordinal);

        await office.StartsWorker();

        await office.IsAt("1 sent");
        Assert.Contains("https://x.example/t0k", Assert.Single(office.Server.Taken).Text, StringComparison.Ordinal);
        Assert.Equal(1, await office.Site.Ask<long>("SELECT count(*) FROM mail WHERE content IS NULL"));
    }

    [Fact]
    public async Task a_letter_of_an_older_version_is_sent_and_one_without_its_keys_is_parked()
    {
        await using var office = await PostOffice.OpenAsync();
        const string old =
            """{"To":"ann@example.org","Subject":"Old","Name":"Ann","Paragraphs":["It was."],"Closing":[]}""";
        foreach (var content in (string[])[old, "CfDJ8"])
        {
            await office.Writes(PostOffice.ALetter());
            await using var session = await office.Site.Db.OpenAsync(TestContext.Current.CancellationToken);
            await session.ExecuteAsync(
                "UPDATE mail SET content = @content WHERE content LIKE '%First.%'", new { content });
        }

        await office.StartsWorker();

        await office.IsAt("1 parked, 1 sent");
        Assert.Equal("Old", Assert.Single(office.Server.Taken).Subject);
        Assert.Equal("The keys that this letter was written with are gone.", (await office.Only("parked")).Reason);
    }

    [Fact]
    public async Task words_with_a_link_are_removed_after_a_week_and_letters_after_ninety_days()
    {
        await using var office = await PostOffice.OpenAsync(("MAIL_SERVER", ""));
        await office.StartsWorker();
        var secret = new Letter("ann@example.org", "Secret", "Ann", [], new("Come in", "https://x.example/t"));
        await office.Writes(secret, PostOffice.ALetter(subject: "Plain"));
        await office.IsAt("2 sent");
        var stop = TestContext.Current.CancellationToken;
        async Task<string> Read() => string.Join(' ', (await office.Board.ListAsync("sent", null, 10, stop))
            .OrderBy(m => m.Subject, StringComparer.Ordinal).Select(m => $"{m.Subject}={m.IsWhole}"));
        Assert.Equal("Plain=True Secret=True", await Read());

        office.Clock.Advance(TimeSpan.FromDays(7.1));
        await Eventually.Is(Read, seen => seen == "Plain=True Secret=False");

        office.Clock.Advance(TimeSpan.FromDays(84));
        await Eventually.Is(office.States, seen => seen == "");
    }
}
