using System;
using System.Text;
using System.Text.Json;

namespace LvsMon.Simulation.Checkers;

/// <summary>A document of the control socket, read by the runtime's own reader. What is kept of it points into its
/// line.</summary>
internal ref struct HeardDocument
{
    /// <summary>The line.</summary>
    public ReadOnlySpan<byte> Line;

    /// <summary>The member <c>type</c>.</summary>
    public ReadOnlySpan<byte> Type;

    /// <summary>The member <c>service</c>.</summary>
    public ReadOnlySpan<byte> Service;

    /// <summary>The member <c>real</c>.</summary>
    public ReadOnlySpan<byte> Real;

    /// <summary>The member <c>state</c>.</summary>
    public ReadOnlySpan<byte> State;

    /// <summary>The member <c>order</c>; empty for null.</summary>
    public ReadOnlySpan<byte> Order;

    /// <summary>The member <c>documents</c>, -1 without.</summary>
    public long Documents;

    /// <summary>The member <c>seq</c>, -1 for null or without.</summary>
    public long Sequence;

    /// <summary>The member <c>ordered_weight</c>, -1 for null or without.</summary>
    public long OrderedWeight;

    /// <summary>The member <c>reals_up</c>, -1 without.</summary>
    public long RealsUp;

    /// <summary>The member <c>services</c>, -1 without.</summary>
    public long Services;

    /// <summary>The member <c>reals</c>, -1 without.</summary>
    public long Reals;

    /// <summary>True for a document of that type.</summary>
    public readonly bool Is(ReadOnlySpan<byte> type) => Type.SequenceEqual(type);

    /// <summary>Reads a line.</summary>
    /// <exception cref="SimulationFailure">It is not one flat object that begins with its type.</exception>
    public static HeardDocument Read(ReadOnlySpan<byte> line)
    {
        HeardDocument document = new()
        {
            Line = line,
            Documents = -1,
            Sequence = -1,
            OrderedWeight = -1,
            RealsUp = -1,
            Services = -1,
            Reals = -1,
        };
        Utf8JsonReader reader = new(line);
        try
        {
            bool isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> name = reader.ValueSpan;
                reader.Read();
                isObject &= document.Type.Length > 0 || name.SequenceEqual("type"u8);
                isObject &= reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
                document.Note(name, in reader);
            }

            if (isObject && reader.TokenType == JsonTokenType.EndObject && !reader.Read())
            {
                return document;
            }
        }
        catch (JsonException)
        {
            // Told below with the line.
        }

        throw new SimulationFailure($"the control socket says no document: {Encoding.ASCII.GetString(line)}");
    }

    private void Note(ReadOnlySpan<byte> name, in Utf8JsonReader reader)
    {
        long number = reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : -1;
        if (name.SequenceEqual("type"u8))
        {
            Type = reader.ValueSpan;
        }
        else if (name.SequenceEqual("service"u8))
        {
            Service = reader.ValueSpan;
        }
        else if (name.SequenceEqual("real"u8))
        {
            Real = reader.ValueSpan;
        }
        else if (name.SequenceEqual("state"u8))
        {
            State = reader.ValueSpan;
        }
        else if (name.SequenceEqual("order"u8))
        {
            Order = reader.TokenType == JsonTokenType.Null ? default : reader.ValueSpan;
        }
        else if (name.SequenceEqual("documents"u8))
        {
            Documents = number;
        }
        else if (name.SequenceEqual("seq"u8))
        {
            Sequence = number;
        }
        else if (name.SequenceEqual("ordered_weight"u8))
        {
            OrderedWeight = number;
        }
        else if (name.SequenceEqual("reals_up"u8))
        {
            RealsUp = number;
        }
        else if (name.SequenceEqual("services"u8))
        {
            Services = number;
        }
        else if (name.SequenceEqual("reals"u8))
        {
            Reals = number;
        }
    }
}
