package io.github.oxytocinmassage.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Locale;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** FHIR's XML to the tree that its JSON makes; the shapes say what is an array there, and what a number. */
final class XmlTree {

    private static final String FHIR = "http://hl7.org/fhir";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final XMLInputFactory IN = inputFactory();
    private static final XMLOutputFactory OUT = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamReader xml;
    private final Shapes shapes;
    private final PathTrail trail = new PathTrail();
    private String root = "";
    private int depth;

    private XmlTree(XMLStreamReader xml, Shapes shapes) {
        this.xml = xml;
        this.shapes = shapes;
    }

    static ObjectNode read(byte[] body, Shapes shapes) {
        int start = Utf8.start(body);
        Utf8.check(body);
        try {
            XMLStreamReader reader = IN.createXMLStreamReader(new StringReader(Utf8.text(body, start)));
            return new XmlTree(reader, shapes).root();
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            throw BadRecordException.malformed(
                    "The body is not XML",
                    null,
                    at == null ? 0 : at.getLineNumber(),
                    at == null ? 0 : at.getColumnNumber());
        } catch (RuntimeException e) {
            if (e instanceof BadRecordException) {
                throw e;
            }
            throw BadRecordException.malformed("The body is not XML", null, 0, 0);
        }
    }

    /** The JDK's own: no DTD, nothing fetched from elsewhere. */
    private static XMLInputFactory inputFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private ObjectNode root() throws XMLStreamException {
        String encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("utf-8")) {
            throw BadRecordException.notUtf8("The body has to be UTF-8; its XML declaration names another encoding");
        }
        next();
        root = xml.getLocalName();
        ObjectNode resource = resource();
        while (xml.hasNext()) {
            next();
        }
        return resource;
    }

    /** To the next start or end of an element, or the end of the document. */
    private int next() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT,
                        XMLStreamConstants.END_ELEMENT,
                        XMLStreamConstants.END_DOCUMENT -> {
                    return event;
                }
                case XMLStreamConstants.DTD -> throw malformed("A document type is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw malformed("An entity is not known");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.isWhiteSpace()) {
                        throw malformed("Text stands where FHIR has elements");
                    }
                }
                default -> {}
            }
        }
    }

    private ObjectNode resource() throws XMLStreamException {
        String type = xml.getLocalName();
        Shape shape = shapes.ofResource(type);
        if (shape == null || !FHIR.equals(xml.getNamespaceURI())) {
            throw malformed("A resource of FHIR R4 belongs here, in the namespace " + FHIR);
        }
        ObjectNode node = JsonTree.NODES.objectNode();
        node.put("resourceType", type);
        return members(node, shape);
    }

    private ObjectNode members(ObjectNode node, Shape shape) throws XMLStreamException {
        if (++depth > JsonTree.MAX_DEPTH) {
            throw malformed("The body is nested deeper than " + JsonTree.MAX_DEPTH + " levels");
        }
        attributes(node, shape);
        while (next() == XMLStreamConstants.START_ELEMENT) {
            String name = xml.getLocalName();
            Shape.Member member = shape.member(name);
            trail.into(member == null ? name : member.name());
            if (member == null) {
                node.set(name, JsonTree.NODES.objectNode());
                skip();
            } else {
                member(node, name, member);
            }
            trail.out();
        }
        depth--;
        return node;
    }

    private void attributes(ObjectNode node, Shape shape) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            if (namespace == null || namespace.isEmpty()) {
                String name = xml.getAttributeLocalName(i);
                Shape.Member member = shape.member(name);
                node.set(name, scalar(xml.getAttributeValue(i), member == null ? null : member.primitive()));
            }
        }
    }

    private void member(ObjectNode node, String name, Shape.Member member) throws XMLStreamException {
        if (!member.isMany() && (node.has(name) || node.has("_" + name))) {
            throw malformed("The element stands there twice");
        }
        if (member.isMany()) {
            trail.at(node.path(name).size());
        }
        if (member.primitive() == Primitive.XHTML) {
            node.put(name, xhtml());
        } else if (member.primitive() != null) {
            primitive(node, name, member);
        } else if (member.shape() != null) {
            put(node, name, member, members(JsonTree.NODES.objectNode(), member.shape()));
        } else {
            while (next() == XMLStreamConstants.START_ELEMENT) {
                if (!member.isMany() && node.has(name)) {
                    throw malformed("One resource belongs here");
                }
                put(node, name, member, resource());
            }
        }
    }

    private void put(ObjectNode node, String name, Shape.Member member, JsonNode value) {
        if (member.isMany()) {
            node.withArray(name).add(value);
        } else {
            node.set(name, value);
        }
    }

    /** Value in one array, id and extensions beside it in another, as JSON has it. */
    private void primitive(ObjectNode node, String name, Shape.Member member) throws XMLStreamException {
        String value = xml.getAttributeValue(null, "value");
        ObjectNode beside = members(JsonTree.NODES.objectNode(), shapes.ofElement());
        beside.remove("value");
        if (!member.isMany()) {
            if (value != null) {
                node.set(name, scalar(value, member.primitive()));
            }
            if (!beside.isEmpty()) {
                node.set("_" + name, beside);
            }
            return;
        }
        ArrayNode values = node.withArray(name);
        values.add(value == null ? JsonTree.NODES.nullNode() : scalar(value, member.primitive()));
        if (!beside.isEmpty()) {
            ArrayNode besides = node.withArray("_" + name);
            while (besides.size() < values.size() - 1) {
                besides.addNull();
            }
            besides.add(beside);
        }
    }

    private JsonNode scalar(String value, @Nullable Primitive type) {
        if (type == Primitive.BOOLEAN && (value.equals("true") || value.equals("false"))) {
            return JsonTree.NODES.booleanNode(value.equals("true"));
        }
        if (type != null && type.isNumber() && NumberLimits.isNumber(value)) {
            String fault = NumberLimits.fault(value.toCharArray(), 0, value.length());
            if (fault != null) {
                throw malformed("There is " + fault);
            }
            BigDecimal number = new BigDecimal(value);
            return value.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))
                    ? JsonTree.whole(number)
                    : JsonTree.NODES.numberNode(number);
        }
        return JsonTree.NODES.textNode(value);
    }

    private void skip() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int event = xml.next();
            open += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private String xhtml() throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter out = OUT.createXMLStreamWriter(text);
        int open = 0;
        int event = xml.getEventType();
        while (true) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++open > JsonTree.MAX_DEPTH) {
                        throw malformed("The narrative is nested deeper than " + JsonTree.MAX_DEPTH + " levels");
                    }
                    out.writeStartElement(xml.getLocalName());
                    if (open == 1) {
                        out.writeAttribute("xmlns", XHTML);
                    }
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        out.writeAttribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    out.writeEndElement();
                    open--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    out.writeCharacters(xml.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw malformed("An entity is not known");
                default -> {}
            }
            if (open == 0) {
                out.flush();
                return text.toString();
            }
            event = xml.next();
        }
    }

    private BadRecordException malformed(String what) {
        Location at = xml.getLocation();
        String path = root.isEmpty() ? null : trail.from(root);
        return BadRecordException.malformed(
                path == null ? what : path + ": " + what, path, at.getLineNumber(), at.getColumnNumber());
    }
}
