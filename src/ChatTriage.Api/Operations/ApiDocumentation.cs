using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChatTriage.Api.Operations;

/// <summary>The OpenAPI document and Swagger UI; their words are the XML docs of the requests and responses.</summary>
internal static class ApiDocumentation
{
    private const string Description = """
        逾期借款人的权利助手：用自己的话提问，得到直接的答复、有出处的段落，以及按规则判定、对应当日有效法律的清单。
        先试「提问」：点 Try it out，再点 Execute。

        A borrower-rights assistant for mainland China: ask in your own words; get a direct answer with cited passages, wrapped in a
        rule-based checklist tied to the law in force on the date. Start with Questions: Try it out, then Execute.
        """;

    public static IServiceCollection AddApiDocumentation(this IServiceCollection services) => services
        .AddEndpointsApiExplorer()
        .AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "ChatTriage", Version = "v1", Description = Description });
            options.IncludeXmlComments(Assembly.GetExecutingAssembly());
            options.IncludeXmlComments(typeof(Triage).Assembly);
            // Without these two a property that refers to a schema of its own loses its words and its example.
            options.UseInlineDefinitionsForEnums();
            options.UseAllOfToExtendReferenceSchemas();
            options.SchemaFilter<ProblemWords>();
            options.SupportNonNullableReferenceTypes();
        });

    public static void UseApiDocumentation(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "ChatTriage API";
            options.SwaggerEndpoint("v1/swagger.json", "ChatTriage v1");
        });
    }

    /// <summary>Describes the problem details, whose types are the framework's and carry no words of ours.</summary>
    private sealed class ProblemWords : ISchemaFilter
    {
        private static readonly Dictionary<string, (string Description, string Example)> Words = new()
        {
            ["type"] = ("错误的种类，不会变 The kind of problem; stable", "\"urn:chattriage:problem:invalid-request\""),
            ["title"] = ("给人看的一句话 One sentence for people", "\"请求的内容有误，请按 errors 里的说明修改。\""),
            ["status"] = ("HTTP 状态码 HTTP status code", "400"),
            ["detail"] = ("更多说明 More words", "\"…\""),
            ["instance"] = ("哪个地址 Which address", "\"/api/v1/questions\""),
            ["errors"] = ("哪一项、错在哪里 The fields and what is wrong with them", """{ "asOf": ["日期写成 yyyy-MM-dd，例如 2026-11-23，而且要真有这一天。"] }"""),
        };

        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (!typeof(ProblemDetails).IsAssignableFrom(context.Type) || schema.Properties is null) return;
            schema.Description = "请求没有被接受，原因在 title 和 errors 里 Why a request was not accepted (RFC 9457).";
            foreach (var (name, property) in schema.Properties)
            {
                if (property is not OpenApiSchema own || !Words.TryGetValue(name, out var words)) continue;
                own.Description = words.Description;
#pragma warning disable CS0618 // The document is OpenAPI 3.0, which knows only the single example.
                own.Example = JsonNode.Parse(words.Example);
#pragma warning restore CS0618
            }
        }
    }
}
