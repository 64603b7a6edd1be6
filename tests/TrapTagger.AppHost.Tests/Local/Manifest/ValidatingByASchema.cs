using System.Text.Json;

namespace TrapTagger.AppHost.Tests;

/// <summary>The measure is measured: each word passes what it should, and fails what it should.</summary>
public sealed class ValidatingByASchema
{
    [Theory]
    [InlineData("""{"type":"string"}""", """ "a" """, """ 1 """)]
    [InlineData("""{"type":"number"}""", """ 1 """, """ "a" """)]
    [InlineData("""{"type":"boolean"}""", """ true """, """ "true" """)]
    [InlineData("""{"type":"array"}""", """ [] """, """ {} """)]
    [InlineData("""{"type":"object"}""", """ {} """, """ [] """)]
    [InlineData("""{"const":"a"}""", """ "a" """, """ "b" """)]
    [InlineData("""{"enum":["a","b"]}""", """ "b" """, """ "c" """)]
    [InlineData("""{"required":["a"]}""", """ {"a":1} """, """ {"b":1} """)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """ {"a":"x","b":1} """, """ {"a":1} """)]
    [InlineData("""{"properties":{"a":false}}""", """ {"b":1} """, """ {"a":1} """)]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """ {"a":1} """, """ {"a":1,"b":1} """)]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """ {"a":"x"} """, """ {"a":1} """)]
    [InlineData("""{"items":{"type":"string"}}""", """ ["a","b"] """, """ ["a",1] """)]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", """ {"a":1,"b":1} """, """ {"a":1} """)]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}]}""", """ {"a":1} """, """ {} """)]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}]}""", """ {"b":1} """, """ {"a":1,"b":1} """)]
    [InlineData("""{"not":{"enum":["a"]}}""", """ "b" """, """ "a" """)]
    [InlineData("""{"$ref":"#/definitions/x","definitions":{"x":{"const":1}}}""", """ 1 """, """ 2 """)]
    public void a_word_passes_the_first_and_refuses_the_second(string schema, string good, string bad)
    {
        var judge = new JsonSchema(JsonElement.Parse(schema));

        Assert.Empty(judge.Errors(JsonElement.Parse(good)));
        Assert.NotEmpty(judge.Errors(JsonElement.Parse(bad)));
    }

    [Fact]
    public void a_word_it_does_not_know_is_no_reason_to_pass() => Assert.Throws<NotSupportedException>(
        () => new JsonSchema(JsonElement.Parse("""{"pattern":"^a"}""")).Errors(JsonElement.Parse(""" "b" """)));
}
