<%@ page contentType="text/plain" session="false" %><%= request.getInputStream().readAllBytes().length %>
